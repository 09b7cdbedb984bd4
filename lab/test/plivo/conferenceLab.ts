import { UtteranceDecoder } from '../../src/audio/utterance';
import { decodeWav } from '../../src/audio/wav';
import type { LabCall } from '../../src/plivo/labCall';
import type { PersonScript } from '../../src/plivo/personScript';
import type { PlivoVariants } from '../../src/plivo/variants';
import { PhoneLab, response, until } from './phoneLab';

/** The path of the room that `member` enters. */
export const ROOM = '/Conference/My%20Room';

/** A caller who is a member of that room. */
export interface Member {
	call: LabCall;
	id: string;
}

/** A lab whose callers enter rooms: each caller has a number of their own, and elements that answer it. */
export class ConferenceLab {
	readonly #elements = new Map<string, string[]>();
	#callers = 0;

	private constructor(readonly phones: PhoneLab) {}

	static async start(variants: Partial<PlivoVariants> = {}): Promise<ConferenceLab> {
		const lab = new ConferenceLab(await PhoneLab.start(variants));
		lab.phones.customer.on('/events', { body: 'OK', type: 'text/plain' });
		lab.phones.customer.on('/answer', ({ fields }) =>
			response(...(lab.#elements.get(fields.From ?? '') ?? [])),
		);
		return lab;
	}

	get url(): string {
		return this.phones.customer.url;
	}

	/** Somebody calls and is answered with these elements. */
	caller(elements: string[], person: PersonScript = []): LabCall {
		this.#callers += 1;
		const from = `1415555020${this.#callers}`;
		this.#elements.set(from, elements);
		return this.phones.call({ from, person });
	}

	/** Somebody calls and enters `My Room`; `after` are the elements behind it. */
	async member(attributes = '', ...after: string[]): Promise<Member> {
		const room = `<Conference callbackUrl="${this.url}/events" ${attributes}>My Room</Conference>`;
		const call = this.caller([room, ...after]);
		const enter = await this.event({ CallUUID: call.uuid, ConferenceAction: 'enter' });
		return { call, id: enter.ConferenceMemberID as string };
	}

	/** The fields of the events sent to `/events`, in the order of their arrival. */
	events(): Record<string, string>[] {
		return this.phones.customer.at('/events').map(({ fields }) => fields);
	}

	/** The first event with these fields, as soon as it is there. */
	async event(wanted: Record<string, string>): Promise<Record<string, string>> {
		const find = () =>
			this.events().find((fields) =>
				Object.entries(wanted).every(([name, value]) => fields[name] === value),
			);
		await until(() => find() !== undefined);
		return find() as Record<string, string>;
	}

	/** The id that a call has in a multi-party call, as soon as it is in one. */
	async participantId({ uuid }: { uuid: string }): Promise<string> {
		const prefix = `call ${uuid.slice(0, 8)}: is participant `;
		const find = () => this.phones.log.find(({ summary }) => summary.startsWith(prefix));
		await until(() => find() !== undefined);
		return find()?.summary.slice(prefix.length).split(' ', 1)[0] ?? '';
	}

	async stop(): Promise<void> {
		await this.phones.stop();
	}
}

/** What is said in a recording of a room. */
export async function said(url: string | undefined): Promise<string[]> {
	const file = await fetch(url ?? '');
	const { samples } = decodeWav(new Uint8Array(await file.arrayBuffer()));
	const decoder = new UtteranceDecoder(16000);
	decoder.push(samples);
	decoder.flush();
	return decoder.heard.map(({ text }) => text);
}
