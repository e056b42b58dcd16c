"""Rules about flow charts."""
