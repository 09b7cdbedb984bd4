import { setTimeout as pause } from 'node:timers/promises';
import { distinctBytes, framesOf } from '../../../bridge/test/audioSamples';
import { eventually } from '../../../bridge/test/eventually';
import type { AgentConnection } from '../../../bridge/test/fakes/fakeAgent';
import type { FakePlivo, PlivoEvent } from '../../../bridge/test/fakes/fakePlivo';
import type { FaultCall } from './faultBench';

/** Bytes of a second of L16 at 16 kHz. */
export const SECOND = 32_000;
/** Bytes of 20 ms of it. */
export const FRAME = 640;
const FRAME_MS = 20;

/** The audio that Plivo was sent, cut where it was told to clear what it holds. */
export function betweenClears(plivo: FakePlivo): Buffer[] {
	const pieces: Buffer[][] = [[]];
	for (const event of plivo.events) {
		if (event.event === 'clearAudio') pieces.push([]);
		else if (event.event === 'playAudio') pieces.at(-1)?.push(payloadOf(event));
	}
	return pieces.map((piece) => Buffer.concat(piece));
}

/** The last of these pieces. */
export function sinceLastClear({ events }: FakePlivo): Buffer {
	const cleared = events.findLastIndex(({ event }) => event === 'clearAudio');
	const played = events.slice(cleared + 1).filter(({ event }) => event === 'playAudio');
	return Buffer.concat(played.map(payloadOf));
}

function payloadOf({ media }: PlivoEvent): Buffer {
	return Buffer.from((media as { payload: string }).payload, 'base64');
}

/** Both sides of a call say so many frames, which are nobody else's; all of it arrives as it was said, after what came before. */
export async function talk(call: FaultCall, frames: number, seed: number): Promise<void> {
	const { plivo, agent } = call;
	const before = { plivo: plivo.heard.length, agent: agent.heard.length };
	const words = distinctBytes(FRAME * frames, seed);
	const answer = distinctBytes(FRAME * frames, seed + 1_000_000);
	for (const frame of framesOf(words, FRAME)) plivo.media(frame);
	for (const frame of framesOf(answer, FRAME)) agent.speak(frame);
	const arrived = (heard: Buffer, from: number) => heard.length - from >= words.length;
	await eventually(
		'both have heard everything',
		() => arrived(agent.heard, before.agent) && arrived(plivo.heard, before.plivo),
	);
	expect(agent.heard.subarray(before.agent).equals(words)).toBe(true);
	expect(plivo.heard.subarray(before.plivo).equals(answer)).toBe(true);
}

/** Says frames in real time, as a phone does. */
export async function sayInTime(plivo: FakePlivo, frames: readonly Buffer[]): Promise<void> {
	const beganAt = performance.now();
	for (const [index, frame] of frames.entries()) {
		await pause(Math.max(0, beganAt + index * FRAME_MS - performance.now()));
		plivo.media(frame);
	}
}

/** Waits until everything that either side has sent so far is dealt with, and what the bridge sent because of it has arrived. */
export async function settled({ plivo, agent }: Pick<FaultCall, 'plivo' | 'agent'>): Promise<void> {
	for (const side of [plivo, agent, plivo]) await answers(side);
}

/** Waits until the bridge has dealt with everything that this side has sent so far. */
export async function answers({ socket }: FakePlivo | AgentConnection): Promise<void> {
	let answered = false;
	socket.once('pong', () => (answered = true));
	socket.ping();
	await eventually('the bridge answers', () => answered);
}
