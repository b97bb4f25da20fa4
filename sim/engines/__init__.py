"""The two engines. One history: equal bit for bit from the same state, policies, behaviour and key."""
