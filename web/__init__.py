"""Transport: how questions and files travel over HTTP."""
