"""Requests and answers that come by telephone: an operator writes down what a caller says."""
