//! Names as the AWS CLI writes them, which differ from those of the models.

/// The services that the CLI calls otherwise than their folders, as the CLI calls them and as the folder is called.
const SERVICES: [(&str, &str); 3] = [
    ("s3api", "s3"),
    ("configservice", "config"),
    ("deploy", "codedeploy"),
];

/// Options that the CLI gives another name, because each command has an option of the model's name: the command, the
/// name in the model, the name in the CLI. The CLI's file `argrename.py` has the rest.
const OPTIONS: [(&str, &str, &str); 4] = [
    ("codepipeline get-pipeline", "version", "pipeline-version"),
    ("apigateway create-rest-api", "version", "api-version"),
    ("eks create-cluster", "version", "kubernetes-version"),
    ("sns subscribe", "endpoint", "notification-endpoint"),
];

/// Words that operations write with letters of their own, and as the CLI splits them from their neighbors.
const WORDS: [(&str, &str); 6] = [
    ("iSCSI", "Iscsi"),
    ("HITs", "Hits"),
    ("PartiQL", "Partiql"),
    ("OAuth2", "Oauth2"),
    ("WhatsApp", "Whatsapp"),
    ("OTel", "Otel"),
];

/// The folder of the models for a service of the CLI.
pub fn folder(service: &str) -> &str {
    let named = SERVICES.iter().find(|(cli, _)| *cli == service);
    named.map_or(service, |(_, folder)| folder)
}

/// The CLI's name of an operation: `list-users` for `ListUsers`.
pub fn operation(name: &str) -> String {
    let name = WORDS
        .iter()
        .fold(name.to_owned(), |name, (from, to)| name.replace(from, to));
    hyphened(&name)
}

/// The CLI's name of an option of a command: `user-name` for `UserName`.
pub fn option(command: &str, member: &str) -> String {
    let name = hyphened(member);
    let renamed = OPTIONS
        .iter()
        .find(|(of, from, _)| *of == command && *from == name);
    renamed.map_or(name, |(_, _, to)| (*to).to_owned())
}

/// A name of the models in small letters with hyphens between words. It does what botocore's `xform_name` does, in the
/// same steps, so that names with numbers and abbreviations come out alike.
fn hyphened(name: &str) -> String {
    if name.contains('-') {
        return name.to_owned();
    }
    // An abbreviation in the plural ends the name: `UserARNs`.
    let stem = name.strip_suffix('s').unwrap_or(name);
    let plain = stem.trim_end_matches(|it: char| it.is_ascii_uppercase());
    let name = if stem.len() < name.len() && stem.len() >= plain.len() + 2 {
        let plural = name.get(plain.len()..).unwrap_or_default();
        format!("{plain}-{}", plural.to_ascii_lowercase())
    } else {
        name.to_owned()
    };
    before_capitals(&before_words(&name)).to_ascii_lowercase()
}

/// With a hyphen between any letter and a word of a capital and small letters after it.
fn before_words(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 8);
    let mut rest = name;
    while let Some(letter) = rest.chars().next() {
        out.push(letter);
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        let after_capital = rest.strip_prefix(|it: char| it.is_ascii_uppercase());
        let after_word =
            after_capital.map(|it| it.trim_start_matches(|it: char| it.is_ascii_lowercase()));
        if let Some(left) = after_word.filter(|it| Some(it.len()) < after_capital.map(str::len)) {
            out.push('-');
            out.push_str(rest.strip_suffix(left).unwrap_or_default());
            rest = left;
        }
    }
    out
}

/// With a hyphen between a small letter or a digit and a capital.
fn before_capitals(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 8);
    let mut last = None;
    for letter in name.chars() {
        let after_small =
            last.is_some_and(|it: char| it.is_ascii_lowercase() || it.is_ascii_digit());
        if after_small && letter.is_ascii_uppercase() {
            out.push('-');
        }
        out.push(letter);
        last = Some(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_command_line() {
        for (name, expected) in [
            ("ListUsers", "list-users"),
            ("DBInstanceIdentifier", "db-instance-identifier"),
            ("GetWebACL", "get-web-acl"),
            ("ListWebACLs", "list-web-acls"),
            ("ARNs", "-arns"),
            ("userPoolId", "user-pool-id"),
            ("ListFindingsV2", "list-findings-v2"),
            ("DescribeEc2Instances", "describe-ec2-instances"),
            ("GetDNSSEC", "get-dnssec"),
            ("MaxResults", "max-results"),
            ("IPv6Address", "i-pv6-address"),
            ("already-so", "already-so"),
            ("GetS3Object", "get-s3-object"),
            ("PositionARNsOf", "position-ar-ns-of"),
            ("s", "s"),
            ("", ""),
        ] {
            assert_eq!(hyphened(name), expected);
        }
        assert_eq!(
            operation("CreateCachediSCSIVolume"),
            "create-cached-iscsi-volume"
        );
        assert_eq!(operation("ExecutePartiQLBatch"), "execute-partiql-batch");
    }

    #[test]
    fn some_names_are_the_command_lines_own() {
        assert_eq!(folder("s3api"), "s3");
        assert_eq!(folder("configservice"), "config");
        assert_eq!(folder("iam"), "iam");
        let get = "codepipeline get-pipeline";
        assert_eq!(option(get, "version"), "pipeline-version");
        assert_eq!(option(get, "name"), "name");
    }
}
