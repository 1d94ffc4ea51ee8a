"""Labels and codes: games that are told what to make, or discover what there is to tell."""
