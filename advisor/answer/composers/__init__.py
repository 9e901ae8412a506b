"""The extractive composers: one for each shape of answer. Each gives claims with the passages they rest on."""
