import { call } from '@/lib/result/call'
import type { IdAnswer } from '@/lib/result/schema'
import type {
  Accepted,
  AcceptRequest,
  BareRequest,
  HandedLink,
  LanguageRequest,
  MeAnswer,
  MemberInvitationRequest,
  MemberList,
  MemberRoleRequest,
  PasswordChanged,
  PasswordRequest,
  PeopleList,
  PersonAnswer,
  ProfileRequest,
  ResetRequest,
  SessionList,
  SessionRequest,
  SetupRequest,
  StateRequest,
  StudioInvitationRequest,
  StudioRoleRequest,
} from './schema'

export const createOwner = (body: SetupRequest) => call<PersonAnswer>('POST', '/setup', body)
export const signIn = (body: SessionRequest) => call<MeAnswer>('POST', '/session', body)
export const chooseLanguage = (body: LanguageRequest) => call<object>('PATCH', '/session', body)
export const signOut = () => call<object>('DELETE', '/session')
export const acceptInvitation = (body: AcceptRequest) => call<Accepted>('POST', '/invitations/accept', body)
export const resetPassword = (body: ResetRequest) => call<PersonAnswer>('POST', '/reset', body)

export const updateProfile = (body: ProfileRequest) => call<MeAnswer>('PATCH', '/profile', body)
export const changePassword = (body: PasswordRequest) =>
  call<PasswordChanged>('POST', '/profile/password', body)
export const fetchSessions = (signal?: AbortSignal) =>
  call<SessionList>('GET', '/profile/sessions', undefined, signal)
export const endSession = (id: string, body: BareRequest) =>
  call<IdAnswer>('DELETE', `/profile/sessions/${id}`, body)

export const fetchPeople = (signal?: AbortSignal) => call<PeopleList>('GET', '/people', undefined, signal)
export const setPersonState = (userId: string, body: StateRequest) =>
  call<object>('POST', `/people/${userId}/state`, body)
export const setStudioRole = (userId: string, body: StudioRoleRequest) =>
  call<object>('POST', `/people/${userId}/studio-role`, body)
export const createResetLink = (userId: string, body: BareRequest) =>
  call<HandedLink>('POST', `/people/${userId}/reset-link`, body)
export const invitePerson = (body: StudioInvitationRequest) => call<HandedLink>('POST', '/invitations', body)
export const revokeInvitation = (id: string, body: BareRequest) =>
  call<IdAnswer>('DELETE', `/invitations/${id}`, body)

export const fetchMembers = (datasetId: string, signal?: AbortSignal) =>
  call<MemberList>('GET', `/datasets/${datasetId}/members`, undefined, signal)
export const setMemberRole = (datasetId: string, userId: string, body: MemberRoleRequest) =>
  call<object>('PATCH', `/datasets/${datasetId}/members/${userId}`, body)
export const removeMember = (datasetId: string, userId: string, body: BareRequest) =>
  call<object>('DELETE', `/datasets/${datasetId}/members/${userId}`, body)
export const inviteMember = (datasetId: string, body: MemberInvitationRequest) =>
  call<HandedLink>('POST', `/datasets/${datasetId}/invitations`, body)
export const revokeMemberInvitation = (datasetId: string, id: string, body: BareRequest) =>
  call<IdAnswer>('DELETE', `/datasets/${datasetId}/invitations/${id}`, body)
