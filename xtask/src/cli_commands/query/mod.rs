//! Expressions of `--query`, which the CLI reads as JMESPath: whether the fields that one names are in an answer.

mod parser;
mod resolve;
mod token;

use super::output::Output;

/// An expression.
#[derive(Debug, PartialEq, Eq)]
enum Expression {
    /// `@`, or nothing where something could stand.
    Current,
    Field(String),
    /// `left.right` and `left | right`: the right one asks what the left one answers.
    Then(Box<Expression>, Box<Expression>),
    /// `[0]`
    Item,
    /// The right one asks each item of what the left one answers.
    Each(Box<Expression>, Items, Box<Expression>),
    /// `[a,b]`
    Several(Vec<Expression>),
    /// `{name: a}`
    Named(Vec<(String, Expression)>),
    /// `a || b`
    Or(Box<Expression>, Box<Expression>),
    /// `a && b`
    And(Box<Expression>, Box<Expression>),
    /// `a == b` and other comparisons.
    Compared(Box<Expression>, Box<Expression>),
    /// `!a`
    Not(Box<Expression>),
    Function(String, Vec<Expression>),
    /// `&a`: asked of each item by the function that it is given to.
    Reference(Box<Expression>),
    Literal,
}

/// Which items of a value are asked.
#[derive(Debug, PartialEq, Eq)]
enum Items {
    /// `[*]` and parts such as `[1:]`
    All,
    /// `[]`: lists of lists are one list.
    Flat,
    /// `[?condition]`
    Where(Box<Expression>),
    /// `*`: the values of fields.
    Values,
}

/// What is wrong with an expression that is put to an answer.
pub fn faults(query: &str, output: &Output) -> Vec<String> {
    let Some(expression) = parser::parse(query) else {
        return vec![format!("--query can't be read: {query}")];
    };
    let mut faults = Vec::new();
    resolve::resolve(&expression, output, &mut faults);
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An answer as that of a service: groups with keys, a map and something unknown.
    const OUTPUT: &str = "{Groups[{Name,Keys[{Id,Size,Since}],Open,Tags[{Key,Value}]}],Limits<{Most}>,Owner{Id,Alias},Policy?}";

    fn faults(query: &str) -> Vec<String> {
        super::faults(query, &Output::read(OUTPUT).expect("an answer"))
    }

    #[test]
    fn fields_of_the_answer_are_known() {
        for query in [
            "Owner.Id",
            "Owner",
            "@",
            "Groups[].Name",
            "Groups[*].[Name,Keys[0].Id]",
            "Groups[].Keys[].[Id,Size]",
            "Groups[].[Name,Keys[].Id]",
            "Groups[?!Open].Name",
            "Groups[?Open==null || Name!='x' && !(Open)].Name",
            "Groups[?Tags[?Key=='a'].Value|[0]=='b'].Keys[]",
            "Groups[?contains(Name, 'x')].{name: Name, keys: length(Keys), \"the owner\": Open}",
            "Groups[0].Name",
            "Groups[-1].Name",
            "Groups[:2].Name",
            "Groups[].Keys[] | [0].Id",
            "Groups[].{a: Name} | [].a",
            "[Owner.Id,Policy.Statement[].Effect]",
            "Limits.anything.Most",
            "Limits.*.Most",
            "sort_by(Groups, &Name)[-1].Name",
            "max_by(Groups[].Keys[], &Size).Id",
            "map(&Name, Groups)",
            "keys(Owner)",
            "Owner.*",
            "Groups[].not_null(Name, Open)",
            "\"Owner\".Id",
            "Groups[].Keys[?Since>='2026-01-01'].Id || Owner.Id",
            "Groups[?length(Keys) > '3']",
        ] {
            assert_eq!(faults(query), [""; 0], "{query}");
        }
    }

    #[test]
    fn other_fields_are_named() {
        for (query, field) in [
            ("Owners", "Owners"),
            ("owner.Id", "owner"),
            ("Owner.Name", "Name"),
            ("Groups.Name", "Name"),
            ("Groups[].Name.First", "First"),
            ("Groups[].[Name,Key]", "Key"),
            ("Groups[?Opened].Name", "Opened"),
            ("Groups[?Name=='x'].Keys[].Length", "Length"),
            ("Groups[].{a: Nome}", "Nome"),
            ("Groups[].{a: Name} | [].b", "b"),
            ("sort_by(Groups, &Size)", "Size"),
            ("length(Group)", "Group"),
            ("Limits.any.Least", "Least"),
            ("Owner.Id || Owner.Nome", "Nome"),
        ] {
            assert_eq!(
                faults(query),
                [format!("the output has no field {field}")],
                "{query}"
            );
        }
        assert_eq!(faults("[Owners,Group]").len(), 2);
    }

    #[test]
    fn lists_are_lists() {
        for query in [
            "Owner[].Id",
            "Owner[0]",
            "Groups[].Name[?a=='b']",
            "Owner[*].Id",
        ] {
            let faults = faults(query);
            assert_eq!(
                faults,
                ["--query looks for items in what is no list"],
                "{query}"
            );
        }
        assert_eq!(faults("count(Groups)"), ["--query has no function count"]);
    }

    #[test]
    fn what_is_no_expression_is_found() {
        for query in [
            "",
            "Groups[",
            "Groups[].",
            "Groups[].[Name",
            "Groups[?Name=='x'",
            "Groups]",
            "a b",
            "{a}",
            "x('",
            "a..b",
            "Groups[?Name='x']",
            "#",
        ] {
            assert_eq!(faults(query), [format!("--query can't be read: {query}")]);
        }
    }
}
