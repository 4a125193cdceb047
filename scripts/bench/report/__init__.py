"""What a run says: aims, tables, and pages of the site. Goes by the JSON of a run alone."""
