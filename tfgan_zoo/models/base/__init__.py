"""What every game stands on; no paper lives here."""
