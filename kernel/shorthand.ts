import type * as TypeScript from 'typescript';
import type { TslabTypeScript } from './tslab.ts';

/** What of a program is needed to tell whose value a name has. */
export type EmittingProgram = Pick<TypeScript.Program, 'getTypeChecker'>;

/** What an emit is given to rewrite sources with. */
export type CustomTransformers = TypeScript.CustomTransformers | undefined;

/**
 * Adds to an emit that `{ steps }` becomes `{ steps: exports.steps }` where `steps` is a variable of an earlier cell. tslab
 * rewrites names of earlier cells everywhere but there, and the cell fails with "steps is not defined".
 */
export function spellOutShorthand(
  tslabTypeScript: TslabTypeScript,
  program: EmittingProgram,
  transformers: CustomTransformers,
): CustomTransformers {
  const ts = tslabTypeScript as unknown as typeof TypeScript;
  const checker = program.getTypeChecker();
  const isOfEarlierCell = (node: TypeScript.ShorthandPropertyAssignment): boolean => {
    const source = node.getSourceFile();
    const declarations = checker.getShorthandAssignmentValueSymbol(node)?.declarations ?? [];
    // tslab keeps what earlier cells declared in one file of declarations, which it makes the parent of the cell.
    return declarations.some((declaration) => declaration.getSourceFile() === source.parent);
  };
  const before: TypeScript.TransformerFactory<TypeScript.SourceFile> = (context) => {
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      if (ts.isShorthandPropertyAssignment(node) && isOfEarlierCell(node))
        return ts.factory.createPropertyAssignment(
          ts.factory.createIdentifier(node.name.text),
          ts.factory.createPropertyAccessExpression(ts.factory.createIdentifier('exports'), node.name.text),
        );
      return ts.visitEachChild(node, visit, context);
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
  return { ...transformers, before: [...(transformers?.before ?? []), before] };
}
