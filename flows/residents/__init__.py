"""What residents do beside filing: following, closing, their places, their chats, their data."""
