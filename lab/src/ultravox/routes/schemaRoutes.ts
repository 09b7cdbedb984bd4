import type { ApiAnswer, ApiRequest, ApiRoutes } from '../apiRoute';

const YAML = 'application/vnd.oai.openapi';
const JSON_TYPES = ['application/vnd.oai.openapi+json', 'application/json'];

/** The vendor's own document; `format` wins over the `Accept` header (ultravox.md §1). */
export const schemaRoutes: ApiRoutes = {
	'GET /api/schema/': (request): ApiAnswer => {
		const { root, yaml } = request.state.schemas.document;
		const type = JSON_TYPES.find((one) => acceptedTypes(request).includes(one)) ?? '';
		const format = request.url.searchParams.get('format') ?? (type === '' ? 'yaml' : 'json');
		if (format === 'yaml') return { status: 200, body: yaml, headers: { 'content-type': YAML } };
		return {
			status: 200,
			body: JSON.stringify(root),
			headers: { 'content-type': type === '' ? 'application/json' : type },
		};
	},
};

function acceptedTypes({ headers }: ApiRequest): string[] {
	return String(headers.accept ?? '')
		.split(',')
		.map((part) => (part.split(';')[0] ?? '').trim().toLowerCase());
}
