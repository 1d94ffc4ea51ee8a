"""The files of deploy/serving parse as what they are, and agree with each other. No server takes part here."""

import json
import pathlib
import re

import pytest
import yaml
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, text_format, wrappers_pb2

ROOT = pathlib.Path(__file__).parents[2]
FOLDER = ROOT / "deploy" / "serving"
FIELD = descriptor_pb2.FieldDescriptorProto
# BatchingParameters and MonitoringConfig, which tensorflow-serving-api has not: name of a field, number, type.
# https://github.com/tensorflow/serving: session_bundle_config.proto, monitoring_config.proto
BATCHING = {
    "max_batch_size": (1, "Int64Value"),
    "batch_timeout_micros": (2, "Int64Value"),
    "max_enqueued_batches": (3, "Int64Value"),
    "num_batch_threads": (4, "Int64Value"),
    "thread_pool_name": (5, "StringValue"),
}
MONITORING = {"enable": (1, FIELD.TYPE_BOOL), "path": (2, FIELD.TYPE_STRING)}


def text_of(name):
    return (FOLDER / name).read_text()


def documents(name):
    return {document["kind"]: document for document in yaml.safe_load_all(text_of(name))}


def messages():
    """Classes of the messages that tensorflow-serving-api has not, by name."""
    file = descriptor_pb2.FileDescriptorProto(name="tests.proto", package="tests", syntax="proto3")
    file.dependency.append(wrappers_pb2.DESCRIPTOR.name)
    batching = file.message_type.add(name="BatchingParameters")
    for name, (number, kind) in BATCHING.items():
        kind = f".google.protobuf.{kind}"
        batching.field.add(name=name, number=number, type=FIELD.TYPE_MESSAGE, type_name=kind, label=1)
    prometheus = file.message_type.add(name="PrometheusConfig")
    for name, (number, kind) in MONITORING.items():
        prometheus.field.add(name=name, number=number, type=kind, label=1)
    kind = {"type": FIELD.TYPE_MESSAGE, "type_name": ".tests.PrometheusConfig"}
    file.message_type.add(name="MonitoringConfig").field.add(name="prometheus_config", number=1, label=1, **kind)
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(wrappers_pb2.DESCRIPTOR.serialized_pb)
    found = pool.AddSerializedFile(file.SerializeToString()) or pool.FindFileByName("tests.proto")
    return {name: message_factory.GetMessageClass(kind) for name, kind in found.message_types_by_name.items()}


def served_models():
    """Name -> ModelConfig."""
    configs = pytest.importorskip("tensorflow_serving.config.model_server_config_pb2", reason="of the extra serve")
    found = text_format.Parse(text_of("models.config"), configs.ModelServerConfig())
    return {config.name: config for config in found.model_config_list.config}


def server_flags():
    """The flags of the image with the models."""
    words = text_of("Dockerfile").partition("\nCMD ")[2].replace("\\\n", "")
    return dict(flag.removeprefix("--").split("=") for flag in json.loads(words))


def test_the_models_that_are_served_are_shipped():
    models = served_models()
    assert models
    for name, config in models.items():
        versions = {path.name for path in (ROOT / "saved_models" / name).glob("[0-9]*")}
        assert versions and config.base_path == f"/models/{name}" and config.model_platform == "tensorflow"
        assert {str(number) for number in config.model_version_policy.specific.versions} <= versions


def test_batching_and_monitoring_are_what_tf_serving_reads():
    kinds = messages()
    batching = text_format.Parse(text_of("batching.config"), kinds["BatchingParameters"]())
    assert batching.max_batch_size.value == 64 and batching.num_batch_threads.value >= 1
    monitoring = text_format.Parse(text_of("monitoring.config"), kinds["MonitoringConfig"]())
    assert monitoring.prometheus_config.enable
    with pytest.raises(text_format.ParseError):
        text_format.Parse("max_batch: 3", kinds["BatchingParameters"]())
    annotations = documents("kubernetes.yaml")["Deployment"]["spec"]["template"]["metadata"]["annotations"]
    assert annotations["prometheus.io/path"] == monitoring.prometheus_config.path


@pytest.mark.parametrize("dockerfile", [FOLDER / "Dockerfile", ROOT / "deploy" / "kubernetes" / "Dockerfile"])
def test_what_a_build_copies_is_there_and_may_be_seen(dockerfile):
    ignored = dockerfile.with_name("Dockerfile.dockerignore").read_text().splitlines()
    seen = [line.removeprefix("!") for line in ignored if line.startswith("!")]
    assert "*" in ignored
    for pattern in seen:
        assert list(ROOT.glob(pattern)), pattern
    for copied in re.findall(r"^COPY (.*) \S+$", dockerfile.read_text(), re.M):
        for source in copied.split():
            path = pathlib.PurePath(source)
            assert source == "." or any(path.match(pattern) for pattern in seen), source


def test_the_server_s_flags_name_files_that_its_image_has():
    flags = server_flags()
    copied = {
        f"{folder}{pathlib.PurePath(source).name}"
        for sources, folder in re.findall(r"^COPY (.*) (/config/)$", text_of("Dockerfile"), re.M)
        for source in sources.split()
    }
    files = {flags[name] for name in ("model_config_file", "batching_parameters_file", "monitoring_config_file")}
    assert files == copied
    assert re.search("^COPY saved_models/ /models/$", text_of("Dockerfile"), re.M)


def test_compose_starts_the_same_server_on_this_machine_alone():
    services = yaml.safe_load(text_of("compose.yaml"))["services"]
    assert {name: service["profiles"] for name, service in services.items()} == {"cpu": ["cpu"], "gpu": ["gpu"]}
    for service in services.values():
        assert dict(flag.removeprefix("--").split("=") for flag in service["command"]) == server_flags()
        assert all(port.startswith("127.0.0.1:") for port in service["ports"])
        mounts = {}
        for volume in service["volumes"]:
            place, mount, mode = volume.split(":")
            assert mode == "ro"
            mounts[mount] = (FOLDER / place).resolve()
        assert mounts == {"/models": ROOT / "saved_models", "/config": FOLDER}
    assert services["gpu"]["image"] == f"{services['cpu']['image']}-gpu"


def test_all_take_one_version_of_the_server_that_is_as_new_as_tensorflow():
    (version,) = re.findall(r"^ARG VERSION=(.*)$", text_of("Dockerfile"), re.M)
    assert yaml.safe_load(text_of("compose.yaml"))["services"]["cpu"]["image"] == f"tensorflow/serving:{version}"
    model = documents("inference_service.yaml")["InferenceService"]["spec"]["predictor"]["model"]
    assert model["runtimeVersion"] == version
    (least,) = re.findall(r"^    tensorflow >= ([\d.]+)$", (ROOT / "setup.cfg").read_text(), re.M)
    assert version.startswith(f"{least}.")


@pytest.mark.parametrize("name", ["kubernetes.yaml", "inference_service.yaml"])
def test_manifests_follow_the_schemas_of_kubernetes(name):
    validate = pytest.importorskip("kubernetes_validate").validate
    for kind, document in documents(name).items():
        if kind != "InferenceService":  # of KServe, which has no schema here
            validate(document, "1.37", strict=True)


def test_the_service_leads_to_the_pods_and_their_ports():
    found = documents("kubernetes.yaml")
    service, deployment = found["Service"]["spec"], found["Deployment"]["spec"]
    labels = deployment["template"]["metadata"]["labels"]
    assert service["selector"] == deployment["selector"]["matchLabels"] == labels
    pod = deployment["template"]["spec"]
    (container,) = pod["containers"]
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    assert ports == {"grpc": 8500, "http": 8501}
    assert {port["targetPort"]: port["port"] for port in service["ports"]} == ports
    for probe in ("startupProbe", "readinessProbe"):
        asked = container[probe]["httpGet"]
        assert asked["path"].removeprefix("/v1/models/") in served_models() and asked["port"] in ports
    assert container["livenessProbe"]["tcpSocket"]["port"] in ports
    assert {mount["name"] for mount in container["volumeMounts"]} == {volume["name"] for volume in pod["volumes"]}


def test_kserve_takes_a_model_from_the_claim_that_is_made():
    found = documents("inference_service.yaml")
    model = found["InferenceService"]["spec"]["predictor"]["model"]
    claim, _, folder = model["storageUri"].removeprefix("pvc://").partition("/")
    assert claim == found["PersistentVolumeClaim"]["metadata"]["name"]
    assert folder in served_models() and model["modelFormat"]["name"] == "tensorflow"
