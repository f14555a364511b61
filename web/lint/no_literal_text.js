/** What people read comes from the message catalogues: no Hangul anywhere in code, and no words
 *  written straight into markup or into the attributes that are spoken or shown. */
const kShownAttributes = new Set(['aria-label', 'alt', 'label', 'placeholder', 'text', 'title']);
const kHangul = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/;
const kWord = /\p{L}{2,}/u;
/** Markup whose text is code, not language. */
const kCodeElements = new Set(['style', 'script', 'code']);

function is_in_code(node) {
  for (let above = node.parent; above; above = above.parent)
    if (above.type === 'SvelteElement' && kCodeElements.has(above.name?.name)) return true;
  return ['SvelteStyleElement', 'SvelteScriptElement'].includes(node.parent?.type);
}

/** @type {import('eslint').Rule.RuleModule} */
export const no_literal_text = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { literal: 'Text for people belongs in a message catalogue: "{{text}}"' },
  },
  create(context) {
    const report = (node, text) =>
      context.report({ node, messageId: 'literal', data: { text: text.trim().slice(0, 40) } });
    return {
      Literal(node) {
        if (typeof node.value === 'string' && kHangul.test(node.value)) report(node, node.value);
      },
      TemplateElement(node) {
        if (kHangul.test(node.value.raw)) report(node, node.value.raw);
      },
      SvelteText(node) {
        if (kWord.test(node.value) && !is_in_code(node)) report(node, node.value);
      },
      SvelteAttribute(node) {
        const [value] = node.value;
        const is_shown = kShownAttributes.has(node.key.name);
        if (is_shown && value?.type === 'SvelteLiteral' && kWord.test(value.value))
          report(node, value.value);
      },
    };
  },
};
