"""Several devices and several machines: replicas, strategies, the cluster, its workers."""
