"""The Kubernetes manifest is valid, and gives each pod its place in the cluster."""

import os
import pathlib
import stat
import subprocess

import pytest
import yaml

from tfgan_zoo.distribution.cluster import read_cluster
from tfgan_zoo.distribution.workers import WorkerLost

MANIFEST = pathlib.Path(__file__).parent.parent.parent / "deploy" / "kubernetes" / "training.yaml"


@pytest.fixture(scope="module")
def manifest():
    return {resource["kind"]: resource for resource in yaml.safe_load_all(MANIFEST.read_text())}


@pytest.fixture
def pod(manifest):
    return manifest["Job"]["spec"]["template"]["spec"]


def test_it_follows_the_schemas_of_kubernetes(manifest):
    validate = pytest.importorskip("kubernetes_validate").validate
    for resource in manifest.values():
        validate(resource, "1.37", strict=True)


def test_all_workers_of_the_cluster_run_in_parallel(manifest, pod):
    (worker,) = pod["containers"]
    environment = {variable["name"]: variable["value"] for variable in worker["env"]}
    job = manifest["Job"]["spec"]
    assert job["completionMode"] == "Indexed"
    assert job["completions"] == job["parallelism"] == int(environment["NUM_WORKERS"])


def test_each_pod_finds_its_place_among_the_others(manifest, pod, tmp_path):
    (worker,) = pod["containers"]
    command = tmp_path / "tfgan-zoo"
    command.write_text('#!/bin/sh\necho "$TF_CONFIG"\necho "$@"\n')
    command.chmod(command.stat().st_mode | stat.S_IEXEC)
    name, (port,) = manifest["Service"]["metadata"]["name"], manifest["Service"]["spec"]["ports"]
    for index in range(3):
        environment = {
            "NUM_WORKERS": "3",
            "JOB_COMPLETION_INDEX": str(index),
            "PATH": f"{tmp_path}:{os.environ['PATH']}",
        }
        arguments = [*worker["command"], *worker["args"]]
        output = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=True).stdout
        config, _, flags = output.partition("\n")
        cluster = read_cluster(config)
        job = manifest["Job"]["metadata"]["name"]  # pods of an Indexed Job are called after it and their index
        assert cluster.addresses == tuple(f"{job}-{each}.{name}:{port['port']}" for each in range(3))
        assert cluster.index == index
        assert "--strategy multi-worker" in flags


def test_the_pods_have_the_host_names_in_the_cluster_config(manifest, pod):
    service, job = manifest["Service"], manifest["Job"]["metadata"]["name"]
    assert pod["subdomain"] == service["metadata"]["name"]
    assert service["spec"]["clusterIP"] == "None"
    assert service["spec"]["selector"] == {"job-name": job}
    assert service["spec"]["publishNotReadyAddresses"] is True


def test_a_lost_worker_restarts_all_and_a_wrong_flag_fails_the_job(manifest, pod):
    actions = {
        code: rule["action"]
        for rule in manifest["Job"]["spec"]["podFailurePolicy"]["rules"]
        for code in rule.get("onExitCodes", {}).get("values", [])
    }
    assert actions == {2: "FailJob", WorkerLost.exit_code: "Ignore"}
    assert pod["restartPolicy"] == "Never"  # Kubernetes accepts a podFailurePolicy with no other
    assert manifest["Job"]["spec"]["podReplacementPolicy"] == "Failed"


def test_every_mounted_volume_exists(manifest, pod):
    (worker,) = pod["containers"]
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    assert {mount["name"] for mount in worker["volumeMounts"]} == set(volumes)
    claim = manifest["PersistentVolumeClaim"]
    assert volumes["shared"]["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]
    assert claim["spec"]["accessModes"] == ["ReadWriteMany"]
