-- The views that were made from the declarations of the model, each as it was made, so that only
-- those that have changed are made anew.

CREATE TABLE generated_view (
    name      TEXT PRIMARY KEY,
    statement TEXT NOT NULL
) STRICT;
