import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The codec of `@evan/opus` as WebAssembly; the bundler puts it in here. */
declare const OPUS_WASM_BASE64: string | undefined;

const WASM_FILE = '@evan/opus/wasm/simd.wasm';
/** Room for the samples of one frame, and for one packet: the longest there is has 1275 bytes (RFC 6716 §3.4). */
const SAMPLES_BYTES = 16_384;
const PACKET_BYTES = 4_000;

/** opus_defines.h */
const APPLICATION_AUDIO = 2049;
const SET_BITRATE = 4002;
const SET_COMPLEXITY = 4010;
const SET_SIGNAL = 4024;
const SIGNAL_VOICE = 3001;
const GET_LOOKAHEAD = 4027;

/** Good speech with little work: higher complexities cost two to three times as much. */
const COMPLEXITY = 1;
const BITS_PER_SECOND: Record<number, number> = { 8000: 28_000, 16000: 40_000 };

interface OpusLibrary {
	memory: { buffer: ArrayBuffer };
	malloc(bytes: number): number;
	free(pointer: number): void;
	opus_encoder_get_size(channels: number): number;
	opus_encoder_init(state: number, rate: number, channels: number, application: number): number;
	opus_encoder_ctl_set(state: number, request: number, value: number): number;
	opus_encoder_ctl_get(state: number, request: number): number;
	opus_encode(
		state: number,
		samples: number,
		frameSize: number,
		packet: number,
		most: number,
	): number;
}

/** What Node has and its types do not. */
interface WebAssemblyGlobal {
	Module: new (bytes: Uint8Array) => object;
	Instance: new (module: object, imports: object) => { exports: unknown };
}

interface LoadedLibrary {
	opus: OpusLibrary;
	samples: number;
	packet: number;
}

let loaded: LoadedLibrary | undefined;

function library(): LoadedLibrary {
	if (loaded) return loaded;
	const { Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyGlobal })
		.WebAssembly;
	const nothing = () => 0;
	const instance = new Instance(new Module(wasmBytes()), {
		wasi_snapshot_preview1: {
			fd_seek: nothing,
			fd_write: nothing,
			fd_close: nothing,
			proc_exit: nothing,
		},
		env: { emscripten_notify_memory_growth: nothing },
	});
	const opus = instance.exports as OpusLibrary;
	const [samples, packet] = [opus.malloc(SAMPLES_BYTES), opus.malloc(PACKET_BYTES)];
	loaded = { opus, samples, packet };
	return loaded;
}

function wasmBytes(): Uint8Array {
	if (typeof OPUS_WASM_BASE64 === 'string') return Buffer.from(OPUS_WASM_BASE64, 'base64');
	return readFileSync(createRequire(__filename).resolve(WASM_FILE));
}

/** Encodes speech in stereo, one frame after another. Its memory is not the garbage collector's: `free` it. */
export class OpusEncoder {
	private state: number;

	/**
	 * @param sampleRate 8000 or 16000
	 * @throws Error when the codec does not take it
	 */
	constructor(sampleRate: number) {
		const { opus } = library();
		this.state = opus.malloc(opus.opus_encoder_get_size(2));
		checked(opus.opus_encoder_init(this.state, sampleRate, 2, APPLICATION_AUDIO));
		this.set(SET_BITRATE, BITS_PER_SECOND[sampleRate] ?? 40_000);
		this.set(SET_COMPLEXITY, COMPLEXITY);
		this.set(SET_SIGNAL, SIGNAL_VOICE);
	}

	/** Samples that a decoder has to leave out at the beginning, at the encoder's rate. */
	get lookahead(): number {
		return library().opus.opus_encoder_ctl_get(this.state, GET_LOOKAHEAD);
	}

	/** One packet from the interleaved samples of one frame of 20 ms. */
	encode(frame: Int16Array): Uint8Array {
		const { opus, samples, packet } = library();
		new Int16Array(opus.memory.buffer, samples, frame.length).set(frame);
		const bytes = checked(
			opus.opus_encode(this.state, samples, frame.length / 2, packet, PACKET_BYTES),
		);
		return new Uint8Array(opus.memory.buffer, packet, bytes).slice();
	}

	free(): void {
		library().opus.free(this.state);
		this.state = 0;
	}

	private set(request: number, value: number): void {
		checked(library().opus.opus_encoder_ctl_set(this.state, request, value));
	}
}

function checked(result: number): number {
	if (result < 0) throw new Error(`Opus refused with ${result}.`);
	return result;
}
