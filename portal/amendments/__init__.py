"""Changing or calling off a promise that is public: asked for with a reason, decided by the office."""
