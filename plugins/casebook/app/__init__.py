"""The only place that knows the order of the stages: read → check → link (content), then publish and index → write (site)."""
