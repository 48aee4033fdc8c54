"""The conversation and the rules of a request; knows no channel and no database."""
