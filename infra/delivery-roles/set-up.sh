#!/bin/sh
# Makes the roles and environments of a stage, or updates them. It runs in the repository's root, takes the teams that
# approve, and wants STAGE, REGION, STATE_BUCKET, OWNER and NAME (of the repository), the AWS CLI and gh.
#
#   infra/delivery-roles/set-up.sh bot=pulso-bot notifier=pulso-delivery others=pulso-reports
set -eu

ACCOUNT_ID=$(aws sts get-caller-identity --query Account --output text)
OWNER_ID=$(gh api "repos/$OWNER/$NAME" --jq .owner.id)
REPOSITORY_ID=$(gh api "repos/$OWNER/$NAME" --jq .id)

# fill DOCUMENT [STACK]
fill() {
  sed -e "s|<STAGE>|$STAGE|g; s|<REGION>|$REGION|g; s|<STATE_BUCKET>|$STATE_BUCKET|g; s|<ACCOUNT_ID>|$ACCOUNT_ID|g" \
    -e "s|<OWNER>|$OWNER|g; s|<NAME>|$NAME|g; s|<OWNER_ID>|$OWNER_ID|g; s|<REPOSITORY_ID>|$REPOSITORY_ID|g" \
    -e "s|<STACK>|${2:-}|g" "infra/delivery-roles/$1.json"
}

# make_role NAME TRUST
make_role() {
  if aws iam get-role --role-name "$1" > /dev/null 2>&1; then
    aws iam update-assume-role-policy --role-name "$1" --policy-document "$2"
  else
    aws iam create-role --role-name "$1" --assume-role-policy-document "$2"
  fi
}

# make_environment NAME REVIEWERS: only main may use it.
make_environment() {
  gh api -X PUT "repos/$OWNER/$NAME/environments/$1" --input - << END
{
  "deployment_branch_policy": { "protected_branches": false, "custom_branch_policies": true },
  "reviewers": $2,
  "prevent_self_review": true,
  "can_admins_bypass": false
}
END
  gh api "repos/$OWNER/$NAME/environments/$1/deployment-branch-policies" -f name=main || echo "$1 is for main already"
}

team_of() {
  for pair in "$@"; do
    case $pair in "$stack="* | others=*) echo "${pair#*=}" && return ;; esac
  done
  echo "Which team approves $stack? Say $stack=TEAM or, at last, others=TEAM." >&2
  return 1
}

for kind in preview plan; do
  role=github-pulso-$STAGE-$kind
  make_role "$role" "$(fill "$kind-trust")"
  aws iam put-role-policy --role-name "$role" --policy-name delivery --policy-document "$(fill "$kind-policy")"
done
gh api -X PUT "repos/$OWNER/$NAME/environments/$STAGE-preview"
make_environment "$STAGE-plan" null

for stack in $(ls infra/*/src/main.ts | cut -d/ -f2); do
  team=$(team_of "$@")
  make_environment "$STAGE-$stack" "[{ \"type\": \"Team\", \"id\": $(gh api "orgs/$OWNER/teams/$team" --jq .id) }]"

  role=github-pulso-$STAGE-apply-$stack
  make_role "$role" "$(fill apply-trust "$stack")"
  further=$(fill further-resources | jq --arg stack "$stack" '.[$stack] // []')
  policy=$(fill apply-policy "$stack" |
    jq -c --argjson further "$further" '(.Statement[].Resource | arrays) |= . - ["<FURTHER>"] + $further')
  aws iam put-role-policy --role-name "$role" --policy-name delivery --policy-document "$policy"
  if [ -e "infra/delivery-roles/$stack-policy.json" ]; then
    aws iam put-role-policy --role-name "$role" --policy-name "$stack" --policy-document "$(fill "$stack-policy")"
  fi
done
