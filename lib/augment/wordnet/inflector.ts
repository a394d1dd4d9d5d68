import type { WordNetPos } from './wordnet.ts';

/** Puts a base form into the form of another word. */
export interface Inflector {
  /**
   * @param lemma the replacement, a base form: `movie`
   * @param like the word it replaces, `films`, and that word's base form, `film`
   * @returns `movies`; null when the form cannot be told
   */
  inflect(
    lemma: string,
    like: { readonly text: string; readonly lemma: string; readonly pos: WordNetPos },
  ): string | null;
}

/** Forms of verbs and nouns by compromise; each is asked for once. Loaded on the first call. */
export async function createInflector(): Promise<Inflector> {
  const { default: nlp } = await import('compromise');
  const known = new Map<string, Readonly<Record<string, string>>>();
  const verb = (lemma: string): Readonly<Record<string, string>> => {
    let forms = known.get(`v ${lemma}`);
    if (!forms) {
      const view = nlp(lemma);
      view.tag('Verb'); // changes the view itself: `film` alone would be taken for a noun
      forms = (view.verbs().conjugate()[0] ?? {}) as Readonly<Record<string, string>>;
      known.set(`v ${lemma}`, forms);
    }
    return forms;
  };
  const noun = (lemma: string): Readonly<Record<string, string>> => {
    let forms = known.get(`n ${lemma}`);
    if (!forms) {
      const view = nlp(lemma);
      view.tag('Noun');
      forms = { Plural: view.nouns().toPlural().text() || `${lemma}s` };
      known.set(`n ${lemma}`, forms);
    }
    return forms;
  };
  /** The name of the form in which a verb stands; the tables say it, so that irregular verbs are told too. */
  const formOf = (text: string, forms: Readonly<Record<string, string>>): string | null =>
    ['Gerund', 'PresentTense', 'PastTense', 'Participle'].find((form) => forms[form] === text) ??
    (text.endsWith('ing') ? 'Gerund' : text.endsWith('ed') ? 'PastTense' : null);

  return {
    inflect(lemma, like) {
      const text = like.text.toLowerCase();
      const base = like.lemma.toLowerCase();
      if (text === base) return lemma;
      switch (like.pos) {
        case 'verb': {
          const form = formOf(text, verb(base));
          if (form === null) return null;
          const forms = verb(lemma);
          // Where participle and past are one form, compromise names the past alone.
          return forms[form] ?? (form === 'Participle' ? forms['PastTense'] : undefined) ?? null;
        }
        case 'noun':
          return text.endsWith('s') || text === noun(base)['Plural'] ? (noun(lemma)['Plural'] ?? null) : null;
        case 'adj':
        case 'adv':
          return null; // better, worst: the step of comparison would be lost
      }
    },
  };
}
