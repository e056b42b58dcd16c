"""`wuye serve`: the site of a project while it is written, in the browser, with what is wrong beside it."""
