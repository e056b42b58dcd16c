"""Rules about forms and the records made with them."""
