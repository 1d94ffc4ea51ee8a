"""Training on several devices and machines: replicas, strategies, the cluster, its workers."""
