// A generator as an ONNX file, run by onnxruntime-web: from seeds to latents, from latents to pictures.
import * as draws from "./draws.mjs";

export class Generator {
  // ort: onnxruntime-web. settings: what generator.json says. session: of generator.onnx.
  constructor(ort, settings, session) {
    Object.assign(this, { ort, settings, session });
    this.shape = settings.shape; // height, width, channels
  }

  static async load(ort, place) {
    ort.env.wasm.numThreads = 1; // more need headers that few static servers send
    ort.env.wasm.wasmPaths = new URL("./", place).href;
    const read = async (name) => {
      const response = await fetch(new URL(name, place));
      if (!response.ok) throw new Error(`${name} is not there (status ${response.status})`);
      return response;
    };
    const settings = await (await read("generator.json")).json();
    const content = new Uint8Array(await (await read("generator.onnx")).arrayBuffer());
    return new Generator(ort, settings, await ort.InferenceSession.create(content));
  }

  // The latents that a seed draws, the same as those of the SavedModel.
  latents(seed) {
    return draws[this.settings.distribution](this.settings.size, seed, this.settings.second);
  }

  // Latents between those of two seeds; weight 0 is the first, 1 the second.
  between(first, second, weight) {
    return draws.between(this.latents(first), this.latents(second), weight, this.settings.distribution === "normal");
  }

  // Samples of several latents, each of a class where there are classes: a Float32Array of values in [-1, 1].
  async samples(latents, labels) {
    const all = new Float32Array(latents.length * this.settings.size);
    latents.forEach((vector, at) => all.set(vector, at * this.settings.size));
    const inputs = { latents: new this.ort.Tensor("float32", all, [latents.length, this.settings.size]) };
    if (this.settings.num_classes) inputs.labels = new this.ort.Tensor("int32", Int32Array.from(labels), [latents.length]);
    return (await this.session.run(inputs))[this.settings.output].data;
  }
}
