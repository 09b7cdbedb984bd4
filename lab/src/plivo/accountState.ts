import { randomInt } from 'node:crypto';
import { LAB_PLIVO_AUTH_ID, LAB_PLIVO_AUTH_TOKEN } from './credentials';

export type CallbackMethod = 'GET' | 'POST';

/** A voice application (plivo.md §4), as the API shows it but for `hangup_url`. */
export interface PlivoApplication {
	app_id: string;
	app_name: string;
	answer_url: string;
	answer_method: CallbackMethod;
	/** Null as long as it was never given: then it is the answer URL. */
	hangup_url: string | null;
	hangup_method: CallbackMethod;
	fallback_answer_url: string;
	fallback_method: CallbackMethod;
	message_url: string;
	message_method: CallbackMethod;
	default_number_app: boolean;
	default_endpoint_app: boolean;
	log_incoming_messages: boolean;
	public_uri: boolean;
	sub_account: string | null;
}

/** A number of the account (plivo.md §3.1), as the API shows it but for `application`. */
export interface PlivoNumber {
	/** Digits only. */
	number: string;
	alias: string;
	/** Application or inbound trunk it is attached to. */
	app_id: string | null;
	number_type: string;
	country: string;
	region: string;
	city: string;
	sub_account: string | null;
	cnam_lookup: 'enabled' | 'disabled';
	added_on: string;
	voice_enabled: boolean;
	sms_enabled: boolean;
}

/** A SIP trunk (plivo.md §2.4): here only what a number can be attached to. */
export interface PlivoTrunk {
	trunk_id: string;
	trunk_direction: 'inbound' | 'outbound';
}

/** Everything the local Plivo account owns. In memory: it starts empty every time. */
export class AccountState {
	readonly authId = LAB_PLIVO_AUTH_ID;
	readonly authToken = LAB_PLIVO_AUTH_TOKEN;
	/** Times of CDRs and hang-up callbacks are in this zone, `SessionStart` is in UTC (plivo.md §6.3). */
	readonly timeZone = { name: 'Asia/Kolkata', offsetMinutes: 330, suffix: '+05:30' };
	readonly billRate = 0.005;
	readonly cashCredits = '25.00000';

	readonly applications = new Map<string, PlivoApplication>();
	readonly numbers = new Map<string, PlivoNumber>();
	readonly trunks = new Map<string, PlivoTrunk>();

	/** Path of a resource of the account, as it stands in `resource_uri`. */
	resourceUri(path: string): string {
		return `/v1/Account/${this.authId}/${path}`;
	}

	/**
	 * Puts a number on the account, attached to nothing unless `app_id` says so.
	 * @param number E.164, with or without `+`
	 */
	addNumber(number: string, facts: Partial<Omit<PlivoNumber, 'number'>> = {}): PlivoNumber {
		const owned: PlivoNumber = {
			number: number.replace(/\D/g, ''),
			alias: '',
			app_id: null,
			number_type: 'local',
			country: 'United States',
			region: 'California, UNITED STATES',
			city: 'SAN FRANCISCO',
			sub_account: null,
			cnam_lookup: 'disabled',
			added_on: '2024-10-01',
			voice_enabled: true,
			sms_enabled: true,
			...facts,
		};
		this.numbers.set(owned.number, owned);
		return owned;
	}

	/** Makes an application without the API, for tests that are not about the API. */
	addApplication(
		facts: Partial<PlivoApplication> & Pick<PlivoApplication, 'answer_url'>,
	): PlivoApplication {
		const application: PlivoApplication = {
			app_id: newDecimalId(),
			app_name: 'lab-application',
			answer_method: 'POST',
			hangup_url: null,
			hangup_method: 'POST',
			fallback_answer_url: '',
			fallback_method: 'POST',
			message_url: '',
			message_method: 'POST',
			default_number_app: false,
			default_endpoint_app: false,
			log_incoming_messages: true,
			public_uri: false,
			sub_account: null,
			...facts,
		};
		this.applications.set(application.app_id, application);
		return application;
	}

	addTrunk(facts: Partial<PlivoTrunk> = {}): PlivoTrunk {
		const trunk: PlivoTrunk = { trunk_id: newDecimalId(), trunk_direction: 'inbound', ...facts };
		this.trunks.set(trunk.trunk_id, trunk);
		return trunk;
	}
}

/** A decimal id of 17 digits that a JavaScript number cannot hold (plivo.md §4): 2^53 has 16. */
export function newDecimalId(): string {
	const id = `${randomInt(2, 9)}${String(randomInt(0, 10 ** 8)).padStart(8, '0')}${String(randomInt(0, 10 ** 7)).padStart(7, '0')}1`;
	return id;
}
