import type { LabClock } from '../../labClock';
import type { WebPage } from './crawl';
import type { LabCorpus } from './labCorpus';
import type { LabSource } from './labSource';
import { settleSource } from './labSource';
import type { LabUpload } from './labUpload';

/** Everything about knowledge in the lab (ultravox.md §7.4). */
export class LabCorpora {
	readonly corpora = new Map<string, LabCorpus>();
	/** Documents that were announced and perhaps sent, by `documentId`. */
	readonly uploads = new Map<string, LabUpload>();
	/** What crawls find, by complete URL. */
	readonly web = new Map<string, WebPage>();
	/** Milliseconds on the lab's clock from a source's creation or change until it is ready; may be Infinity. */
	indexingMs = 300;

	constructor(private readonly clock: LabClock) {}

	/** The corpora as they are now. */
	all(): LabCorpus[] {
		return [...this.corpora.values()].map((corpus) => this.#settled(corpus));
	}

	find(corpusId: string): LabCorpus | undefined {
		const corpus = this.corpora.get(corpusId);
		return corpus && this.#settled(corpus);
	}

	/** Everything that is being indexed is ready, even what would never have been. */
	finishIndexing(): void {
		for (const corpus of this.corpora.values()) {
			for (const source of corpus.sources.values()) {
				if (source.coming) source.coming.at = Math.min(source.coming.at, this.clock.now());
			}
			this.#settled(corpus);
		}
	}

	/** When a source whose indexing begins now will be ready. */
	readyAt(): number {
		return this.clock.now() + this.indexingMs;
	}

	#settled(corpus: LabCorpus): LabCorpus {
		const sources: Iterable<LabSource> = corpus.sources.values();
		for (const source of sources) settleSource(source, this.clock.now());
		return corpus;
	}
}
