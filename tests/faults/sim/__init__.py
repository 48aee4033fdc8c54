"""The program between faulty edges, with a clock, a disk and deaths in the test's hand."""
