import type { IDataObject, INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { manifest, n8nNode, packageNodes } from './packageSource';

/** The node types a workflow may use: this package's from its source, n8n's own from the n8n of `.runtime`. */
export class EngineNodeTypes implements INodeTypes {
	readonly #known = new Map<string, INodeType | IVersionedNodeType>();

	constructor() {
		const { name } = manifest();
		for (const { instance } of packageNodes()) {
			this.#known.set(`${name}.${instance.description.name}`, instance);
		}
	}

	getByName(type: string): INodeType | IVersionedNodeType {
		const known = this.#known.get(type);
		if (known) return known;
		const [prefix, name = ''] = type.split('.');
		if (prefix !== 'n8n-nodes-base') throw new Error(`There is no node type ${type}.`);
		const loaded = n8nNode<INodeType | IVersionedNodeType>(name);
		this.#known.set(type, loaded);
		return loaded;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes(): IDataObject {
		return Object.fromEntries([...this.#known.keys()].map((type) => [type, { className: type }]));
	}
}
