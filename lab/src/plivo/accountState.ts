import { CallerIds } from './callerIds';
import { LAB_PLIVO_AUTH_ID, LAB_PLIVO_AUTH_TOKEN } from './credentials';
import { NumberStock } from './numberStock';
import type { PlivoNumber } from './plivoNumber';
import { newPlivoNumber } from './plivoNumber';
import { newDecimalId, ZentrunkState } from './zentrunk/state';

export type { PlivoNumber } from './plivoNumber';

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

/** Everything the local Plivo account owns. In memory: it starts empty every time. */
export class AccountState {
	readonly authId = LAB_PLIVO_AUTH_ID;
	readonly authToken = LAB_PLIVO_AUTH_TOKEN;
	/** Times of CDRs and hang-up callbacks are in this zone, `SessionStart` is in UTC (plivo.md §6.3). */
	readonly timeZone = { name: 'Asia/Kolkata', offsetMinutes: 330, suffix: '+05:30' };
	readonly billRate = 0.005;
	/** Decimal string in dollars; buying numbers takes from it. */
	cashCredits = '25.00000';
	/** What the account says about its owner; the API can change the first three. */
	readonly profile = {
		name: 'Phone Lab',
		city: 'Localhost',
		address: '1 Laboratory Road',
		state: '',
	};
	/** What Plivo allows an account (plivo.md §1.3); tests lower it. */
	readonly limits = {
		/** In any five seconds; one more is answered with 429. */
		requestsPer5Seconds: 300,
		/** Calls of Make Call that begin in one second; the others wait in the queue. */
		callStartsPerSecond: 2,
		/** Calls to India at the same time; one more is answered with 403. */
		callsToIndia: 50,
	};
	/** Countries (ISO) that the account may not call: its geo permissions, which only the console changes. */
	readonly barredCountries = new Set<string>();

	readonly applications = new Map<string, PlivoApplication>();
	readonly numbers = new Map<string, PlivoNumber>();
	readonly stock = new NumberStock();
	readonly callerIds = new CallerIds();
	/** SIP trunking (plivo.md §2). */
	readonly zentrunk = new ZentrunkState(this.numbers);

	/** Path of a resource of the account, as it stands in `resource_uri`. */
	resourceUri(path: string): string {
		return `/v1/Account/${this.authId}/${path}`;
	}

	/**
	 * Puts a number on the account, attached to nothing unless `app_id` says so.
	 * @param number E.164, with or without `+`
	 */
	addNumber(number: string, facts: Partial<Omit<PlivoNumber, 'number'>> = {}): PlivoNumber {
		const owned = newPlivoNumber(number, facts);
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
}
