import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

/** How Plivo takes an attempt to let a number lead nowhere: UNCONFIRMED (plivo.md §3.2). */
export type Unlinking = 'by null' | 'by empty text' | 'refused' | 'ignored';

export interface Exchange {
	method: string;
	/** Below the account. */
	path: string;
	body: IDataObject;
	query: IDataObject;
	url: string;
}

/** What happens to a request instead of what should. `lost`: it has its effect, the answer never arrives. */
export type Fault = { status: number; error: string } | 'lost' | 'unreachable';

const PAGE = 20;

/** Applications and numbers of one Plivo account, in memory, spoken to as n8n's HTTP helper speaks (plivo.md §1, §3, §4). */
export class FakePlivo {
	readonly applications = new Map<string, IDataObject>();
	/** By digits. */
	readonly numbers = new Map<string, IDataObject>();
	readonly exchanges: Exchange[] = [];
	unlinking: Unlinking = 'by null';
	/** Asked before every request. */
	fault: (exchange: Exchange) => Fault | undefined | Promise<Fault | undefined> = () => undefined;

	private nextId = 20372631212780000n;

	constructor(readonly authId = 'MAFAKEPLIVO000000000') {}

	addApplication(fields: IDataObject): string {
		const id = String((this.nextId += 1n));
		this.applications.set(id, {
			answer_url: '',
			answer_method: 'POST',
			// plivo.md §4: the default is the answer URL.
			hangup_url: fields.answer_url ?? '',
			hangup_method: 'POST',
			fallback_answer_url: '',
			fallback_method: 'POST',
			...fields,
			app_id: id,
		});
		return id;
	}

	/** @param application id, trunk path or null */
	addNumber(e164: string, application: string | null = null, more: IDataObject = {}): void {
		const digits = e164.slice(1);
		this.numbers.set(digits, {
			number: digits,
			voice_enabled: true,
			...more,
			application: application === null ? null : this.uri(application),
		});
	}

	/** The id of what a number leads to. */
	linkOf(e164: string): string | null {
		const application = this.numbers.get(e164.slice(1))?.application;
		return application ? (String(application).split('/').at(-2) ?? null) : null;
	}

	named(name: string): IDataObject | undefined {
		return [...this.applications.values()].find(({ app_name }) => app_name === name);
	}

	/** Everything there is, to compare two moments. */
	state(): unknown {
		return structuredClone({
			applications: [...this.applications.values()],
			numbers: [...this.numbers.values()],
		});
	}

	get writes(): Exchange[] {
		return this.exchanges.filter(({ method }) => method !== 'GET');
	}

	request = async (options: IHttpRequestOptions): Promise<unknown> => {
		const match = new RegExp(`^https?://[^/]+/v1/Account/${this.authId}(/.*/)$`).exec(options.url);
		const exchange: Exchange = {
			method: options.method ?? 'GET',
			path: match?.[1] ?? '',
			body: (options.body ?? {}) as IDataObject,
			query: (options.qs ?? {}) as IDataObject,
			url: options.url,
		};
		this.exchanges.push(exchange);
		const fault = await this.fault(exchange);
		if (fault === 'unreachable') throw noAnswer();
		if (typeof fault === 'object') throw refused(fault.status, fault.error);
		if (match === null) throw refused(404, 'not found');
		const answer = structuredClone(this.answer(exchange));
		if (fault === 'lost') throw noAnswer();
		return answer;
	};

	private uri(application: string): string {
		const kind = this.applications.has(application) ? 'Application' : 'Zentrunk/Trunk';
		return `/v1/Account/${this.authId}/${kind}/${application}/`;
	}

	private answer(exchange: Exchange): IDataObject {
		const [, resource, id] = exchange.path.split('/');
		const key = `${exchange.method} ${resource}${id ? '/id' : ''}`;
		if (key === 'GET Application')
			return this.list([...this.applications.values()], exchange.query);
		if (key === 'GET Number') return this.list([...this.numbers.values()], exchange.query);
		if (key === 'POST Application') return this.create(exchange.body);
		const from = resource === 'Number' ? this.numbers : this.applications;
		const object = from.get(id ?? '');
		if (object === undefined) throw refused(404, 'not found');
		if (exchange.method === 'GET') return { ...object, api_id: 'api-get' };
		if (key === 'DELETE Application/id') return this.deleteApplication(id ?? '', exchange.query);
		if (key === 'POST Application/id') Object.assign(object, exchange.body);
		else if (key === 'POST Number/id') this.link(object, exchange.body);
		else throw refused(405, 'method not allowed');
		return { api_id: 'api-changed', message: 'changed' };
	}

	private list(objects: IDataObject[], query: IDataObject): IDataObject {
		const limit = Number(query.limit ?? PAGE);
		const offset = Number(query.offset ?? 0);
		if (limit > PAGE) throw refused(400, 'limit must be at most 20');
		const prefix = String(query.app_name ?? '');
		const hits = objects.filter(({ app_name }) => String(app_name ?? '').startsWith(prefix));
		return { api_id: 'api-list', meta: {}, objects: hits.slice(offset, offset + limit) };
	}

	private create(body: IDataObject): IDataObject {
		if (!/^[A-Za-z0-9_-]+$/.test(String(body.app_name))) throw refused(400, 'invalid app_name');
		if (this.named(String(body.app_name))) throw refused(400, 'app_name is taken');
		if (!body.answer_url) throw refused(400, 'answer_url is required');
		const app_id = this.addApplication(body);
		return { api_id: 'api-created', app_id, message: 'created' };
	}

	private deleteApplication(id: string, query: IDataObject): IDataObject {
		if (query.cascade !== false) throw refused(400, 'this fake does not delete numbers');
		const uri = this.uri(id);
		if ([...this.numbers.values()].some(({ application }) => application === uri)) {
			throw refused(400, 'numbers still hang on it');
		}
		this.applications.delete(id);
		return {};
	}

	private link(number: IDataObject, { app_id }: IDataObject): void {
		if (app_id !== null && app_id !== '') {
			number.application = this.uri(String(app_id));
		} else if (this.unlinking === 'refused') {
			throw refused(400, 'app_id is invalid');
		} else if (this.unlinking !== 'ignored') {
			const taken = this.unlinking === 'by null' ? null : '';
			if (app_id !== taken) throw refused(400, 'app_id is invalid');
			number.application = null;
		}
	}
}

function refused(status: number, error: string): Error {
	const response = { status, data: { api_id: 'api-of-refusal', error }, headers: {} };
	return Object.assign(new Error(`Request failed with status code ${status}`), { response });
}

function noAnswer(): Error {
	return Object.assign(new Error('timeout of 20000ms exceeded'), { code: 'ECONNABORTED' });
}
