import type { INodeProperties } from 'n8n-workflow';
import type { LocatorOptions } from '../../shared/operations/locator';
import { locator } from '../../shared/operations/locator';

type Overrides = Partial<Omit<LocatorOptions, 'searchListMethod' | 'idFormat'>>;

/** A body of knowledge that agents look things up in. */
export const corpusLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Knowledge',
		name: 'corpus',
		required: true,
		searchListMethod: 'searchCorpora',
		idFormat: 'uuid',
		...overrides,
	});

/** Where documents of the chosen knowledge come from. */
export const corpusSourceLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Knowledge Source',
		name: 'corpusSource',
		required: true,
		searchListMethod: 'searchCorpusSources',
		idFormat: 'uuid',
		...overrides,
	});

/** A document of the chosen knowledge source. */
export const corpusDocumentLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Document',
		name: 'document',
		required: true,
		searchListMethod: 'searchCorpusDocuments',
		idFormat: 'uuid',
		...overrides,
	});
