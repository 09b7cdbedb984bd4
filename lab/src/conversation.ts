import type { HeardUtterance } from './audio/utterance';
import type { LabCall } from './plivo/labCall';
import type { LabUltravoxCall } from './ultravox/labUltravoxCall';

/** Something that was said, as the other side decoded it from the audio it received. */
export interface SpokenLine {
	/** Who said it: what the caller heard came from the agent's side, and the other way round. */
	who: 'agent' | 'caller';
	text: string;
	/** False when it was cut off; then the text is what got through. */
	complete: boolean;
	/** Milliseconds from the begin of the call until it had been heard. */
	atMs: number;
}

const LOOK_EVERY_MS = 50;

/** The call at Ultravox that answers a call at Plivo: its metadata name the CallUUID. The latest, if there are several. */
export function agentCallOf(
	call: LabCall,
	agentCalls: Iterable<LabUltravoxCall>,
): LabUltravoxCall | undefined {
	return [...agentCalls].findLast(({ request }) =>
		JSON.stringify(request.metadata ?? null).includes(call.uuid),
	);
}

/** Tells of each line as soon as it has been heard. The returned function stops that, after a last look. */
export function followConversation(
	call: LabCall,
	agentCalls: () => Iterable<LabUltravoxCall>,
	onLine: (line: SpokenLine) => void,
): () => void {
	const told = { agent: 0, caller: 0 };
	const tell = (who: SpokenLine['who'], heard: HeardUtterance[]) => {
		for (const { text, complete } of heard.slice(told[who])) {
			onLine({ who, text, complete, atMs: Date.now() - call.times.placedAt });
		}
		told[who] = Math.max(told[who], heard.length);
	};
	const look = () => {
		tell('agent', call.heard);
		tell('caller', agentCallOf(call, agentCalls())?.heardByAgent ?? []);
	};
	const timer = setInterval(look, LOOK_EVERY_MS);
	return () => {
		clearInterval(timer);
		look();
	};
}
