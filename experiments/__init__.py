"""Many runs: designs, runners, statistics, figures, reports."""
