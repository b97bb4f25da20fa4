"""What the model is held against: published figures, and the same quantities in a simulated history."""
