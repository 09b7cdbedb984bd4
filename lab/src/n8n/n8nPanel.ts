import type { N8nHttp } from './n8nHttp';
import type { ListSearchPage, MapperField, NodeChoice, WorkflowNode } from './n8nTypes';

/** A node that is open in the editor. */
type NodeInPanel = Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters' | 'credentials'>;

const inPanel = ({ type, typeVersion, parameters, credentials }: NodeInPanel) => ({
	nodeTypeAndVersion: { name: type, version: typeVersion },
	currentNodeParameters: parameters,
	credentials,
});

/** What the panel of a node asks for while it is open in the editor (n8n-runtime.md §5). */
export class N8nPanel {
	constructor(private readonly http: N8nHttp) {}

	/** What a *From List* of a node offers, as the editor asks for it. */
	async listSearch(
		node: NodeInPanel,
		methodName: string,
		filter?: string,
	): Promise<ListSearchPage> {
		return await this.http.request<ListSearchPage>(
			'POST',
			'/rest/dynamic-node-parameters/resource-locator-results',
			{
				path: 'parameters.listSearch',
				methodName,
				...inPanel(node),
				...(filter === undefined ? {} : { filter }),
			},
		);
	}

	/** The fields that a resource mapper of a node shows, as the editor asks for them. */
	async mapperFields(node: NodeInPanel, methodName: string): Promise<MapperField[]> {
		const { fields } = await this.http.request<{ fields: MapperField[] }>(
			'POST',
			'/rest/dynamic-node-parameters/resource-mapper-fields',
			{ path: 'parameters.resourceMapper', methodName, ...inPanel(node) },
		);
		return fields;
	}

	/** The choices that a list of a node loads, as the editor asks for them. */
	async nodeChoices(node: NodeInPanel, methodName: string): Promise<NodeChoice[]> {
		return await this.http.request<NodeChoice[]>('POST', '/rest/dynamic-node-parameters/options', {
			path: 'parameters.options',
			methodName,
			...inPanel(node),
		});
	}
}
