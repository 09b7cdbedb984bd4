import fc from 'fast-check';
import { escapeHtml, markup } from '../../src/page/markup';

describe('markup', () => {
	it('escapes what is put in', () => {
		expect(markup`<p title="${'"><script>'}">${"Tom & 'Jerry' <b>"}</p>`.text).toBe(
			'<p title="&quot;&gt;&lt;script&gt;">Tom &amp; &#39;Jerry&#39; &lt;b&gt;</p>',
		);
	});

	it('puts other templates in as they are, lists of them too', () => {
		const rows = ['a', '<b>'].map((text) => markup`<li>${text}</li>`);
		expect(markup`<ul>${rows}</ul>${markup`<br>`}`.text).toBe(
			'<ul><li>a</li><li>&lt;b&gt;</li></ul><br>',
		);
	});

	it('puts in nothing for what is absent, and numbers as text', () => {
		expect(markup`${undefined}${null}${0}`.text).toBe('0');
	});

	it('never lets a character with a meaning through', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const escaped = escapeHtml(text);
				expect(escaped).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
			}),
		);
	});
});
