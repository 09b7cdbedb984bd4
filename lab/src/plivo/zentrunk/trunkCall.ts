import { randomUUID } from 'node:crypto';
import type { LabCallFacts } from '../callFacts';
import type { CallWorld } from '../callWorld';
import type { DialedLeg } from '../elements/dialedLeg';
import { LabCall } from '../labCall';
import { aborted } from '../sleep';
import type { SipTransport } from './sipAddress';
import {
	carrierCanceled,
	carrierHungUp,
	customerCanceled,
	customerHungUp,
	serviceError,
} from './trunkEndings';

/** What a record says of a trunk call besides what every call has. */
export interface TrunkCallFacts {
	/** As it was dialed: there need not be such a trunk. */
	trunkId: string;
	secure: boolean;
	transport: SipTransport;
	stirVerification: 'Verified' | 'Not Verified' | 'Not Applicable';
	attestation: 'A' | 'B' | 'C' | null;
}

/**
 * A call through a SIP trunk. `person` is who placed it: somebody on the telephone network when it is
 * inbound, the customer's SIP client when it is outbound. `dialedLegs` are the other side. It has no
 * XML and no callbacks, and its endings are those of plivo.md §2.6.
 */
export class TrunkCall extends LabCall {
	/** The SIP header `Call-ID`. */
	readonly callId = randomUUID();

	constructor(
		facts: LabCallFacts,
		readonly trunk: TrunkCallFacts,
		world: CallWorld,
	) {
		super(facts, world);
	}

	/** Who placed the call hangs up. */
	override hangUp(): void {
		const answered = this.times.answeredAt !== null;
		if (this.facts.direction === 'inbound') this.end(answered ? carrierHungUp : carrierCanceled);
		else this.end(answered ? customerHungUp : customerCanceled);
	}

	/** Who was called hangs up. */
	hangUpFarEnd(): void {
		this.end(this.facts.direction === 'inbound' ? customerHungUp : carrierHungUp);
	}

	/** Runs the call to its end; what goes wrong in the lab ends it too. */
	async run(course: () => Promise<void>): Promise<void> {
		this.state = 'ringing';
		this.line.open();
		try {
			await course();
		} catch (error) {
			this.log(`the lab failed: ${String(error)}`);
			this.end(serviceError);
		}
		this.settle();
	}

	/** The other side has picked up: both talk until one of them hangs up. */
	async talkTo(leg: DialedLeg): Promise<void> {
		const { line, person } = this;
		const detachers = [
			line.onCallerFrame((samples, rate) => leg.person.ear.push(samples, rate)),
			line.addFarSource((_length, rate) => {
				const { samples, digit } = leg.person.mouth.next(rate);
				if (digit !== undefined) person.digitsHeard += digit;
				return samples;
			}),
			line.onDigit((digit) => {
				leg.person.digitsHeard += digit;
			}),
		];
		this.answer();
		void leg.person.follow(() => this.hangUpFarEnd());
		await aborted(this.ended);
		for (const detach of detachers) detach();
		leg.end('completed');
	}
}
