import type { IDataObject } from 'n8n-workflow';
import type { SentRequest } from './sentRequest';

const AUTH_ID = 'MACONTRACTTEST000000';

/** An error as n8n's HTTP helper throws it for a refusal. */
function refusal(status: number, error: string): Error {
	return Object.assign(new Error(`Request failed with status code ${status}`), {
		httpCode: String(status),
		response: { status, data: { api_id: 'contract-test', error }, headers: {} },
	});
}

const idIn = (path: string) => path.split('/')[2] ?? '';

/** Applications and numbers of a Plivo account, as far as publishing changes them (plivo.md §3, §4). */
export class PlivoAccount {
	/** By id. */
	readonly applications = new Map<string, IDataObject>();
	/** By digits: the Application or trunk the number leads to; null for nowhere. */
	readonly numbers = new Map<string, string | null>();
	/** Whether a number can be made to lead nowhere (UNCONFIRMED). */
	canDetach = true;
	/** Refuses the n-th change from now on, counted from 1; 0 for none. */
	refuseChange = 0;

	#changes = 0;
	#lastId = 20_372_631_212_782_780n;

	addApplication(fields: IDataObject): string {
		this.#lastId += 1n;
		const id = String(this.#lastId);
		this.applications.set(id, { hangup_url: fields.answer_url, ...fields, app_id: id });
		return id;
	}

	/** Answers a request, or throws what n8n's HTTP helper throws. */
	answer(request: SentRequest): IDataObject {
		const path = request.url.split(`/Account/${AUTH_ID}`)[1] ?? '';
		if (request.method !== 'GET') {
			this.#changes += 1;
			if (this.#changes === this.refuseChange) throw refusal(400, 'Refused by the test.');
		}
		return path.startsWith('/Application/')
			? this.#application(request, path)
			: this.#number(request, path);
	}

	#application({ method, query, body }: SentRequest, path: string): IDataObject {
		const fields = body as IDataObject;
		if (path === '/Application/') {
			if (method === 'POST') return { app_id: this.addApplication(fields), message: 'created' };
			const all = [...this.applications.values()];
			return page(
				all.filter(({ app_name }) => String(app_name).startsWith(String(query.app_name ?? ''))),
				query,
			);
		}
		const application = this.applications.get(idIn(path));
		if (!application) throw refusal(404, 'not found');
		if (method === 'POST') Object.assign(application, fields);
		if (method === 'DELETE') this.applications.delete(idIn(path));
		return application;
	}

	#number({ method, query, body }: SentRequest, path: string): IDataObject {
		if (path === '/Number/') {
			return page(
				[...this.numbers.keys()].map((digits) => this.#numberObject(digits)),
				query,
			);
		}
		const digits = idIn(path);
		if (!this.numbers.has(digits)) throw refusal(404, 'not found');
		if (method === 'POST') {
			const id = (body as IDataObject).app_id as string | null;
			if (!id && !this.canDetach) throw refusal(400, 'app_id is required');
			this.numbers.set(digits, id || null);
		}
		return this.#numberObject(digits);
	}

	#numberObject(digits: string): IDataObject {
		const id = this.numbers.get(digits) ?? null;
		const kind = this.applications.has(id ?? '') ? 'Application' : 'Zentrunk/Trunk';
		return {
			number: digits,
			voice_enabled: true,
			application: id === null ? null : `/v1/Account/${AUTH_ID}/${kind}/${id}/`,
		};
	}
}

function page(all: IDataObject[], query: IDataObject): IDataObject {
	const offset = Number(query.offset ?? 0);
	return { meta: {}, objects: all.slice(offset, offset + Number(query.limit ?? 20)) };
}
