//! Follows an expression through an answer.

use super::{Expression, Items};
use crate::cli_commands::output::Output;

/// What the expression answers. Faults are added; what one leads to is unknown, so that each is told once.
pub fn resolve(expression: &Expression, input: &Output, faults: &mut Vec<String>) -> Output {
    match expression {
        Expression::Current => input.clone(),
        Expression::Literal => Output::Value,
        Expression::Field(name) => field(name, input, faults),
        Expression::Then(left, right) => {
            let left = resolve(left, input, faults);
            resolve(right, &left, faults)
        }
        Expression::Item => item(input, &Items::All, faults),
        Expression::Each(left, items, right) => {
            let left = resolve(left, input, faults);
            let item = item(&left, items, faults);
            if let Items::Where(condition) = items {
                resolve(condition, &item, faults);
            }
            Output::List(Box::new(resolve(right, &item, faults)))
        }
        Expression::Several(parts) => {
            for part in parts {
                resolve(part, input, faults);
            }
            Output::List(Box::new(Output::Unknown))
        }
        Expression::Named(parts) => {
            let parts = parts.iter();
            let fields = parts.map(|(name, part)| (name.clone(), resolve(part, input, faults)));
            Output::Fields(fields.collect())
        }
        Expression::Or(left, right) => {
            let left = resolve(left, input, faults);
            let right = resolve(right, input, faults);
            if left == right { left } else { Output::Unknown }
        }
        Expression::And(left, right) => {
            resolve(left, input, faults);
            resolve(right, input, faults)
        }
        Expression::Compared(left, right) => {
            resolve(left, input, faults);
            resolve(right, input, faults);
            Output::Value
        }
        Expression::Not(inner) => {
            resolve(inner, input, faults);
            Output::Value
        }
        Expression::Function(name, arguments) => function(name, arguments, input, faults),
        // Functions ask references themselves.
        Expression::Reference(_) => Output::Unknown,
    }
}

fn field(name: &str, input: &Output, faults: &mut Vec<String>) -> Output {
    let found = match input {
        Output::Unknown => Some(&Output::Unknown),
        // No answer has such a field, so that its value is the one that is meant.
        _ if name == "null" => Some(&Output::Value),
        Output::Map(value) => Some(&**value),
        Output::Fields(fields) => fields.iter().find(|(it, _)| it == name).map(|(_, it)| it),
        Output::Value | Output::List(_) => None,
    };
    found.cloned().unwrap_or_else(|| {
        faults.push(format!("the output has no field {name}"));
        Output::Unknown
    })
}

/// What the items of a value are.
fn item(of: &Output, items: &Items, faults: &mut Vec<String>) -> Output {
    match (items, of) {
        (_, Output::Unknown) | (Items::Values, Output::Fields(_)) => Output::Unknown,
        (Items::Values, Output::Map(value)) => (**value).clone(),
        (Items::Flat, Output::List(item)) => match &**item {
            Output::List(inner) => (**inner).clone(),
            other => other.clone(),
        },
        (Items::All | Items::Where(_), Output::List(item)) => (**item).clone(),
        _ => {
            faults.push("--query looks for items in what is no list".to_owned());
            Output::Unknown
        }
    }
}

fn function(
    name: &str,
    arguments: &[Expression],
    input: &Output,
    faults: &mut Vec<String>,
) -> Output {
    let is_reference = |it: &&Expression| matches!(it, Expression::Reference(_));
    let values = arguments.iter().filter(|it| !is_reference(it));
    let values: Vec<Output> = values.map(|it| resolve(it, input, faults)).collect();
    let first = values.into_iter().next().unwrap_or(Output::Unknown);
    let mut asked = Output::Unknown;
    for argument in arguments {
        if let Expression::Reference(inner) = argument {
            let item = item(&first, &Items::All, faults);
            asked = resolve(inner, &item, faults);
        }
    }
    match name {
        "abs" | "avg" | "ceil" | "contains" | "ends_with" | "floor" | "join" | "length"
        | "starts_with" | "sum" | "to_number" | "to_string" | "type" => Output::Value,
        "keys" => Output::List(Box::new(Output::Value)),
        "map" => Output::List(Box::new(asked)),
        "max_by" | "min_by" => item(&first, &Items::All, faults),
        "reverse" | "sort" | "sort_by" => first,
        "max" | "merge" | "min" | "not_null" | "to_array" | "values" => Output::Unknown,
        _ => {
            faults.push(format!("--query has no function {name}"));
            Output::Unknown
        }
    }
}
