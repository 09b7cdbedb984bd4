/** The open call. */
export const styleCall = `
#call { min-width: 0; min-height: 0; display: flex; flex-direction: column; gap: .9rem; padding: 1.1rem 1.4rem .8rem; }
#call > header { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem 1rem; }
.back { display: none; color: var(--accent); text-decoration: none; font-weight: 550; }
.title { flex: 1; display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .6rem; min-width: 0; }
.title h2 { display: flex; align-items: center; gap: .55rem; }
.title .duration { font-size: 1.15rem; font-weight: 550; color: var(--quiet); }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; }
#listen { display: inline-flex; align-items: center; gap: .5rem; }
.sign.listen {
	width: .55rem; height: .8rem; background: currentColor;
	clip-path: polygon(0 0, 100% 50%, 0 100%);
}
[aria-pressed=true] .sign.listen { clip-path: inset(.12rem 0); }
figure { position: relative; flex: none; border: 1px solid var(--line); border-radius: var(--radius); background: var(--card); overflow: hidden; }
#wave { display: block; width: 100%; height: 7.5rem; mask-image: linear-gradient(to right, transparent 4rem, #000 7rem); }
figcaption { color: var(--line); position: absolute; inset: 0; padding: .4rem .75rem; font-size: .8rem; font-weight: 600; pointer-events: none; }
figcaption span { position: absolute; }
figcaption .caller { top: .4rem; color: var(--caller); }
figcaption .agent { bottom: .4rem; color: var(--agent); }
.facts { flex: none; display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .6rem; }
.facts div { padding: .5rem .75rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--card); }
.facts dt { font-size: .8rem; color: var(--quiet); white-space: nowrap; }
.facts dd { font-size: 1.1rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.talk { position: relative; flex: 1; min-height: 0; border: 1px solid var(--line); border-radius: var(--radius); background: var(--card); overflow: hidden; }
#lines { height: 100%; overflow-y: auto; padding: .9rem; display: flex; flex-direction: column; gap: .55rem; overscroll-behavior: contain; }
#no-lines { position: absolute; inset: 0; display: grid; place-items: center; color: var(--quiet); }
#lines li {
	--voice: var(--agent); max-width: min(40rem, 85%); padding: .45rem .8rem; border-radius: 1rem; overflow-wrap: anywhere;
	background: color-mix(in srgb, var(--voice) 11%, var(--card));
}
#lines li.agent { align-self: flex-end; border-bottom-right-radius: .3rem; }
#lines li.user { --voice: var(--caller); align-self: flex-start; border-bottom-left-radius: .3rem; }
#lines .who { display: block; font-size: .75rem; font-weight: 650; color: var(--voice); }
#lines .text { white-space: pre-wrap; }
#lines .partial .text { color: var(--quiet); }
#lines .partial .text::after { content: " …"; animation: breathe 1.2s ease-in-out infinite; }
@keyframes breathe { 50% { opacity: .25; } }
#call > footer { flex: none; display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; font-size: .8rem; color: var(--quiet); }
#call > footer b { font-weight: 550; color: var(--text); }
@media (prefers-reduced-motion: reduce) { #lines .partial .text::after { animation: none; } }
@media (max-width: 56rem) {
	#call { padding: .8rem .9rem .6rem; gap: .7rem; overflow-y: auto; }
	.back { display: inline; width: 100%; }
	.buttons { width: 100%; display: grid; grid-template-columns: repeat(4, 1fr); gap: .4rem; }
	.buttons button { padding: .4rem .2rem; font-size: .9rem; white-space: normal; line-height: 1.15; justify-content: center; }
	#wave { height: 5.5rem; }
	.facts { grid-template-columns: repeat(3, 1fr); gap: .4rem; }
	.facts div { padding: .35rem .55rem; }
	.facts dt { white-space: normal; font-size: .72rem; }
	.facts dd { font-size: .95rem; }
	.talk { min-height: 14rem; }
}
`;
