"""The pages of the inbox in the admin: the list, the form that adds, the ways to it from a browser and a telephone."""
