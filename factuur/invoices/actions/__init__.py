"""What can be done with invoices: one transaction each."""
