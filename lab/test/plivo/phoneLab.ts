import { LabLog } from '../../src/labLog';
import type { LabCall } from '../../src/plivo/labCall';
import type { InboundCallOptions } from '../../src/plivo/labPlivo';
import { LabPlivo } from '../../src/plivo/labPlivo';
import type { PlivoVariants } from '../../src/plivo/variants';
import type { PlivoApplication } from '../../src/plivo/accountState';
import { Customer } from './customer';

// Bursts alone carry the texts; spoken words would only make the tests longer.
process.env.LAB_SPEECH = '0';

// Calls take their time, and more of it on a busy machine.
jest.setTimeout(30_000);

export const CALLER = '+14155550100';
export const NUMBER = '+14155550123';

/** Nothing that only costs time. */
const QUICK: Partial<PlivoVariants> = {
	retrySpacingMs: 5,
	streamRetrySpacingMs: 5,
	streamStartDelayMs: 0,
	cdrLagMs: 0,
};

/** A local Plivo with one number, and the customer who owns it. */
export class PhoneLab {
	private constructor(
		readonly log: LabLog,
		readonly plivo: LabPlivo,
		readonly customer: Customer,
		readonly application: PlivoApplication,
	) {}

	/** @param facts of the application that the number is attached to; its URLs are paths at the customer */
	static async start(
		variants: Partial<PlivoVariants> = {},
		facts: Partial<PlivoApplication> = {},
	): Promise<PhoneLab> {
		const log = new LabLog();
		const customer = await Customer.start();
		const plivo = await LabPlivo.start({ log, variants: { ...QUICK, ...variants } });
		const application = plivo.account.addApplication({
			answer_url: `${customer.url}/answer`,
			hangup_url: `${customer.url}/hangup`,
			...facts,
		});
		plivo.account.addNumber(NUMBER, { app_id: application.app_id });
		customer.on('/hangup', { body: 'OK', type: 'text/plain' });
		return new PhoneLab(log, plivo, customer, application);
	}

	async stop(): Promise<void> {
		await this.plivo.close();
		await this.customer.stop();
	}

	/** Somebody calls the number. */
	call(options: Partial<InboundCallOptions> = {}): LabCall {
		return this.plivo.placeInboundCall({ from: CALLER, to: NUMBER, ...options });
	}

	/** The number answers with these elements. */
	answerWith(...elements: string[]): void {
		this.customer.on('/answer', response(...elements));
	}

	/** The fields of the hang-up callback. */
	async hangupFields(call: LabCall): Promise<Record<string, string>> {
		await call.settled;
		const fields = this.customer.at('/hangup')[0]?.fields;
		if (!fields) throw new Error('There was no hang-up callback');
		return fields;
	}

	/** Names of the fields that the real Plivo would have dropped. */
	unknownFields(): string[] {
		return this.log.filter((entry) => entry.kind === 'unknown-field').map((entry) => entry.summary);
	}

	/** A request to the API; the last slash is not added. */
	async api(
		method: string,
		path: string,
		body?: unknown,
		authorization = `Basic ${Buffer.from(`${this.plivo.account.authId}:${this.plivo.account.authToken}`).toString('base64')}`,
	): Promise<{ status: number; body: Record<string, unknown> }> {
		const response = await fetch(
			`${this.plivo.apiUrl}/v1/Account/${this.plivo.account.authId}${path}`,
			{
				method,
				headers: {
					authorization,
					...(body === undefined ? {} : { 'content-type': 'application/json' }),
				},
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			},
		);
		const text = await response.text();
		return {
			status: response.status,
			body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
		};
	}
}

export function response(...elements: string[]): string {
	return `<?xml version="1.0" encoding="UTF-8"?><Response>${elements.join('')}</Response>`;
}

/** Polls a condition; the test's own time limit ends a hopeless wait. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}
