//! Reads an expression. How tightly signs bind, and where a projection ends, is as in JMESPath's own implementation.

use super::token::{Token, tokens};
use super::{Expression, Items};

/// What binds less tightly than this ends what is asked of each item.
const END_OF_ITEMS: u8 = 10;
const FLATTEN: u8 = 9;
const STAR: u8 = 20;
const FILTER: u8 = 21;
const DOT: u8 = 40;
const NOT: u8 = 45;

/// The expression; `None` if the text is none.
pub fn parse(query: &str) -> Option<Expression> {
    let tokens = tokens(query)?;
    let mut parser = Parser { rest: &tokens };
    let expression = parser.expression(0)?;
    parser.rest.is_empty().then_some(expression)
}

struct Parser<'a> {
    rest: &'a [Token],
}

impl Parser<'_> {
    fn expression(&mut self, binding: u8) -> Option<Expression> {
        let mut left = self.start()?;
        while binding < self.binding() {
            left = self.go_on(left)?;
        }
        Some(left)
    }

    /// How tightly the next token binds to what stands before it.
    fn binding(&self) -> u8 {
        match self.rest.first() {
            Some(Token::Sign('|')) => 1,
            Some(Token::Or) => 2,
            Some(Token::And) => 3,
            Some(Token::Compare) => 5,
            Some(Token::Flatten) => FLATTEN,
            Some(Token::Sign('*')) => STAR,
            Some(Token::Filter) => FILTER,
            Some(Token::Sign('.')) => DOT,
            Some(Token::Sign('{')) => 50,
            Some(Token::Sign('[')) => 55,
            Some(Token::Sign('(')) => 60,
            _ => 0,
        }
    }

    /// What an expression begins with.
    fn start(&mut self) -> Option<Expression> {
        match self.take()? {
            Token::Name(name) if self.skip('(') => {
                let arguments = self.list(')', |it| it.expression(0))?;
                Some(Expression::Function(name, arguments))
            }
            Token::Name(name) => Some(Expression::Field(name)),
            Token::Literal => Some(Expression::Literal),
            Token::Filter => self.filter(Expression::Current),
            Token::Flatten => self.each(Expression::Current, Items::Flat, FLATTEN),
            Token::Sign('*') => self.each(Expression::Current, Items::Values, STAR),
            Token::Sign('{') => self.named(),
            Token::Sign('(') => {
                let inner = self.expression(0)?;
                self.skip(')').then_some(inner)
            }
            Token::Sign('!') => Some(Expression::Not(Box::new(self.expression(NOT)?))),
            Token::Sign('[') => match self.rest {
                [Token::Number | Token::Sign(':'), ..]
                | [Token::Sign('*'), Token::Sign(']'), ..] => self.index(Expression::Current),
                _ => self.several(),
            },
            Token::Sign('@') => Some(Expression::Current),
            Token::Sign('&') => Some(Expression::Reference(Box::new(self.expression(0)?))),
            _ => None,
        }
    }

    /// What follows on an expression.
    fn go_on(&mut self, left: Expression) -> Option<Expression> {
        let binding = self.binding();
        let boxed = Box::new;
        match self.take()? {
            Token::Sign('.') if self.skip('*') => self.each(left, Items::Values, DOT),
            Token::Sign('.') => Some(Expression::Then(boxed(left), boxed(self.after_dot(DOT)?))),
            Token::Sign('|') => {
                let right = self.expression(binding)?;
                Some(Expression::Then(boxed(left), boxed(right)))
            }
            Token::Or => {
                let right = self.expression(binding)?;
                Some(Expression::Or(boxed(left), boxed(right)))
            }
            Token::And => {
                let right = self.expression(binding)?;
                Some(Expression::And(boxed(left), boxed(right)))
            }
            Token::Compare => {
                let right = self.expression(binding)?;
                Some(Expression::Compared(boxed(left), boxed(right)))
            }
            Token::Flatten => self.each(left, Items::Flat, FLATTEN),
            Token::Filter => self.filter(left),
            Token::Sign('[') => self.index(left),
            _ => None,
        }
    }

    /// After `[`: a number, a part or `*`.
    fn index(&mut self, left: Expression) -> Option<Expression> {
        let mut is_part = self.skip('*');
        let mut numbers = 0;
        while !self.skip(']') {
            match self.take()? {
                Token::Number => numbers += 1,
                Token::Sign(':') => is_part = true,
                _ => return None,
            }
        }
        if is_part {
            self.each(left, Items::All, STAR)
        } else {
            let item = Expression::Then(Box::new(left), Box::new(Expression::Item));
            (numbers == 1).then_some(item)
        }
    }

    /// After `[?`.
    fn filter(&mut self, left: Expression) -> Option<Expression> {
        let condition = self.expression(0)?;
        if !self.skip(']') {
            return None;
        }
        self.each(left, Items::Where(Box::new(condition)), FILTER)
    }

    /// Reads what is asked of each item.
    fn each(&mut self, left: Expression, items: Items, binding: u8) -> Option<Expression> {
        let right = match self.rest.first() {
            _ if self.binding() < END_OF_ITEMS => Expression::Current,
            Some(Token::Sign('[') | Token::Filter) => self.expression(binding)?,
            Some(Token::Sign('.')) => {
                self.take();
                self.after_dot(binding)?
            }
            _ => return None,
        };
        Some(Expression::Each(Box::new(left), items, Box::new(right)))
    }

    fn after_dot(&mut self, binding: u8) -> Option<Expression> {
        match self.rest.first()? {
            Token::Name(_) | Token::Sign('*') => self.expression(binding),
            Token::Sign('[') => {
                self.take();
                self.several()
            }
            Token::Sign('{') => {
                self.take();
                self.named()
            }
            _ => None,
        }
    }

    /// After `[`: expressions.
    fn several(&mut self) -> Option<Expression> {
        let parts = self.list(']', |it| it.expression(0))?;
        (!parts.is_empty()).then_some(Expression::Several(parts))
    }

    /// After `{`: names with expressions.
    fn named(&mut self) -> Option<Expression> {
        let parts = self.list('}', |it| {
            let Token::Name(name) = it.take()? else {
                return None;
            };
            it.skip(':')
                .then(|| it.expression(0))?
                .map(|part| (name, part))
        })?;
        (!parts.is_empty()).then_some(Expression::Named(parts))
    }

    /// Reads parts with `,` between them to the end.
    fn list<T>(&mut self, end: char, part: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut parts = Vec::new();
        while !self.skip(end) {
            if !parts.is_empty() && !self.skip(',') {
                return None;
            }
            parts.push(part(self)?);
        }
        Some(parts)
    }

    fn take(&mut self) -> Option<Token> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first.clone())
    }

    /// Whether the sign is next; takes it.
    fn skip(&mut self, sign: char) -> bool {
        let is_next = self.rest.first() == Some(&Token::Sign(sign));
        if is_next {
            self.take();
        }
        is_next
    }
}
