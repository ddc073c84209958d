"""What all pages of the administration share: the site, the kinds of pages, forms that show errors at their field."""
