from tests.databases import database, database_url, postgres, sqlite_database

__all__ = ["database", "database_url", "postgres", "sqlite_database"]
