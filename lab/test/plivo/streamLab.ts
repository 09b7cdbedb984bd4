import { encodeMulaw } from '../../src/audio/mulaw';
import type { SampleRate } from '../../src/audio/pcm';
import { samplesToBytes } from '../../src/audio/pcm';
import type { LabCall } from '../../src/plivo/labCall';
import type { InboundCallOptions } from '../../src/plivo/labPlivo';
import type { PlivoVariants } from '../../src/plivo/variants';
import type { Customer, StreamPeer } from './customer';
import { PhoneLab } from './phoneLab';

export interface ConnectOptions {
	variants?: Partial<PlivoVariants>;
	/** Over those of an agent's stream. */
	attributes?: Record<string, string>;
	/** Elements after the stream. */
	after?: string;
	call?: Partial<InboundCallOptions>;
}

export interface ConnectedStream {
	lab: PhoneLab;
	call: LabCall;
	peer: StreamPeer;
	streamId: string;
}

/** The `<Stream>` of an agent, at a URL with a query. */
export function streamElement(customer: Customer, attributes: Record<string, string> = {}): string {
	const all = {
		bidirectional: 'true',
		keepCallAlive: 'true',
		contentType: 'audio/x-l16;rate=16000',
		...attributes,
	};
	const written = Object.entries(all).map(([name, value]) => `${name}="${value}"`);
	return `<Stream ${written.join(' ')}>${customer.wsUrl}/stream?a=1&amp;b=2</Stream>`;
}

/** A lab whose number answers with a stream that the customer has accepted and that has started. */
export async function connectStream(options: ConnectOptions = {}): Promise<ConnectedStream> {
	const lab = await PhoneLab.start(options.variants);
	lab.customer.on('/status', '');
	lab.answerWith(
		streamElement(lab.customer, {
			statusCallbackUrl: `${lab.customer.url}/status`,
			...options.attributes,
		}),
		options.after ?? '',
	);
	const call = lab.call(options.call);
	const peer = await lab.customer.nextStream();
	const { start } = await peer.waitForEvent('start');
	return { lab, call, peer, streamId: (start as { streamId: string }).streamId };
}

/** The event that plays samples. */
export function playAudio(
	samples: Int16Array,
	contentType: 'audio/x-l16' | 'audio/x-mulaw' = 'audio/x-l16',
	sampleRate: SampleRate = 16000,
): object {
	const bytes =
		contentType === 'audio/x-mulaw' ? Buffer.from(encodeMulaw(samples)) : samplesToBytes(samples);
	return {
		event: 'playAudio',
		media: { contentType, sampleRate, payload: bytes.toString('base64') },
	};
}

/** Sends samples of 16 kHz in messages of half a second: one message holds at most 64 KB. */
export function playLong(peer: StreamPeer, samples: Int16Array): void {
	for (let start = 0; start < samples.length; start += 8000) {
		peer.send(playAudio(samples.subarray(start, start + 8000)));
	}
}
